// Tells somebody on this device once they ask for it, and nobody who has signed out of it.
// On every page, so in a block: nothing in it has a name that another script may have, too.
"use strict";

{
  const told = document.body.dataset;
  const offer = document.querySelector("[data-telling]");
  const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  const appleInBrowser = navigator.standalone === false && navigator.maxTouchPoints > 0;

  const say = (state) => {
    for (const part of document.querySelectorAll("[data-told-when]")) part.hidden = part.dataset.toldWhen !== state;
  };

  const raw = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));

  const written = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  async function subscribed(key) {
    const registration = await navigator.serviceWorker.ready;
    const held = await registration.pushManager.getSubscription();
    if (held && written(held.options.applicationServerKey ?? new ArrayBuffer(0)) !== key) await held.unsubscribe();
    return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: raw(key) });
  }

  function address(subscription) {
    const { endpoint, keys } = subscription.toJSON();
    return { endpoint, p256dh: keys.p256dh, auth: keys.auth };
  }

  // What the server was told of this browser: the beginning of its address's SHA-256
  async function mark(subscription, letters) {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(subscription.endpoint));
    return Array.from(new Uint8Array(digest), (one) => one.toString(16).padStart(2, "0")).join("").slice(0, letters);
  }

  async function endHere(registration, held) {
    await held?.unsubscribe();
    for (const shown of await registration.getNotifications()) shown.close();
  }

  async function keepInStep() {
    const registration = await navigator.serviceWorker.getRegistration();
    if (!registration) return;
    const held = await registration.pushManager.getSubscription();
    if (told.toldMark === "") return endHere(registration, held);
    if (!told.toldRenew || Notification.permission !== "granted") return;
    const fits = held && written(held.options.applicationServerKey ?? new ArrayBuffer(0)) === told.pushKey;
    if (fits && (await mark(held, told.toldMark.length)) === told.toldMark) return;
    await fetch(told.toldRenew, {
      method: "POST",
      headers: JSON.parse(document.body.getAttribute("hx-headers")),
      body: new URLSearchParams(address(await subscribed(told.pushKey))),
    });
  }

  function offerIt() {
    if (!able) return say(appleInBrowser ? "install" : "unable");
    if (Notification.permission === "denied") return say("denied");
    say("ready");
    const form = offer.querySelector("form");
    const label = form.elements.label;
    if (label.value === "Mac" && navigator.maxTouchPoints > 1) label.value = "iPad"; // as iPads say they are
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const answer = await Notification.requestPermission();
      if (answer !== "granted") return say(answer === "denied" ? "denied" : "ready");
      try {
        for (const [name, value] of Object.entries(address(await subscribed(offer.dataset.telling)))) form.elements[name].value = value;
        form.submit();
      } catch (error) {
        say("failed");
        form.hidden = false;
      }
    });
  }

  if (offer) offerIt();
  else if (able && Notification.permission === "denied") say("denied");
  if (able && told.toldMark !== undefined) keepInStep().catch(() => {});
}
