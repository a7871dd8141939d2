{% load static %}// Keeps static files and one page that says the same to everybody. No page of a school, no picture
// and no answer to a form is ever kept on the device.
"use strict";

const OFFLINE = "{% url 'offline' %}";
const STATIC = "{% get_static_prefix %}";
const FILES = [
  OFFLINE,
  "{% static 'vendor/tabler/tabler.min.css' %}",
  "{% static 'css/schoolsocial.css' %}",
  "{% static 'css/components.css' %}",
  "{% static 'img/logo.svg' %}",
  "{% static 'img/icons.svg' %}",
];
const KEPT = `static ${FILES.join(" ")}`; // another release, another name
const NAMED_BY_CONTENT = /\.[0-9a-f]{12}\.\w+$/;

self.addEventListener("install", (event) => {
  const asked = FILES.map((file) => new Request(file, { credentials: "omit" }));
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(asked)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)))),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith(STATIC)) event.respondWith(staticFile(request, pathname));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
});

async function staticFile(request, pathname) {
  const kept = await caches.open(KEPT);
  const had = await kept.match(request);
  if (had && NAMED_BY_CONTENT.test(pathname)) return had;
  try {
    const answer = await fetch(request);
    if (answer.status === 200) await kept.put(request, answer.clone());
    return answer;
  } catch (error) {
    if (had) return had;
    throw error;
  }
}
