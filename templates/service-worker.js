{% load static %}// Keeps static files and one page that says the same to everybody, and shows what somebody is told. No page of a school, no picture
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
const ICON = "{% static 'img/icon-192.png' %}";
const ANYTHING = { title: "School Social", body: "Something needs you", navigate: "/", tag: "needs" };
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

self.addEventListener("push", (event) => {
  const { title, body, navigate, tag } = { ...ANYTHING, ...said(event.data) };
  const options = { body, tag, renotify: true, lang: "en-GB", icon: ICON, data: { navigate } };
  event.waitUntil(self.registration.showNotification(title, options));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(shown(ownPage(event.notification.data?.navigate)));
});

// The browser has another address now: keep one, and the next page that is opened tells the server
self.addEventListener("pushsubscriptionchange", (event) => {
  const key = event.oldSubscription?.options.applicationServerKey;
  if (!key || event.newSubscription) return;
  const options = { userVisibleOnly: true, applicationServerKey: key };
  event.waitUntil(self.registration.pushManager.subscribe(options).catch(() => {}));
});

function said(data) {
  try {
    return data.json().notification;
  } catch (error) {
    return {}; // a push has to show something, or the browser takes the permission away
  }
}

function ownPage(address) {
  const { origin, href } = new URL(address ?? "/", self.location.origin);
  return origin === self.location.origin ? href : "/";
}

// A window with something half-written in it is left alone: a page of its own is opened
async function shown(page) {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((one) => one.url === page);
  return there ? there.focus() : self.clients.openWindow(page);
}

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
