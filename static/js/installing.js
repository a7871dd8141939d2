// Lets the device show an honest page without a network, and be told that this can be installed.
"use strict";

if ("serviceWorker" in navigator) navigator.serviceWorker.register("/service-worker.js").catch(() => {});
