// Keeps the shell: style sheets, scripts and images, which bear their digest in their address. Pages and documents are never kept.
const SHELL = "axis-shell-1";

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name !== SHELL) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin || !url.pathname.startsWith("/console/assets/") || !url.searchParams.has("v")) return;
  event.respondWith((async () => {
    const cache = await caches.open(SHELL);
    const kept = await cache.match(event.request);
    if (kept) return kept;
    const fresh = await fetch(event.request);
    if (fresh.ok) {
      for (const old of await cache.keys()) {
        if (new URL(old.url).pathname === url.pathname) await cache.delete(old);
      }
      await cache.put(event.request, fresh.clone());
    }
    return fresh;
  })());
});
