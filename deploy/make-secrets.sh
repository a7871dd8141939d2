#!/bin/sh
# Writes the secrets that docker-compose.yml reads, each once: what is there is left as it is.
# The folder is shut to other users; the files in it are readable, as containers read them
# under user numbers of their own.
set -eu

folder=${1:-secrets}
mkdir -p "$folder"
chmod 0700 "$folder"

random() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }

keep() {
    [ -e "$folder/$1" ] || printf '%s' "$2" > "$folder/$1"
    chmod 0444 "$folder/$1"
}

keep secret_key "$(random)$(random)"
keep token_keys "first:$(head -c 32 /dev/urandom | base64 | tr -d '\n')"
keep backup_keys "first:$(head -c 32 /dev/urandom | base64 | tr -d '\n')"
keep push_key "$(head -c 32 /dev/urandom | base64 | tr -d '\n')"
keep postgres_password "$(random)"
keep owner_password "$(random)"
keep login_password "$(random)"
keep redis_password "$(random)"
keep database_owner_url "postgres://schoolsocial_owner:$(cat "$folder/owner_password")@postgres:5432/schoolsocial"
keep database_url "postgres://schoolsocial_login:$(cat "$folder/login_password")@postgres:5432/schoolsocial"
keep redis_url "redis://:$(cat "$folder/redis_password")@redis:6379/0"
keep redis_conf "requirepass $(cat "$folder/redis_password")"
keep email_url "console:"
keep x_client_secret ""

echo "Keep a copy of backup_keys where the backups are not: without it they are lost."
echo "Secrets are in $folder. Put your mail server into email_url and X's client secret into x_client_secret."
