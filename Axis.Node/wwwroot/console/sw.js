// Keeps the shell: style sheets, scripts and images, which bear their digest in their address, and the page that is shown when the node does not answer. Pages and
// documents are never kept.
const SHELL = "axis-shell-2";
const OFFLINE = "/console/offline";

// Files go to the browser as they come, not through here.
const FILE = /\/(files|packet|export|evidence|images)(\/|$)|\.csv$/;

async function keepOffline() {
  const page = await fetch(OFFLINE, { cache: "reload", credentials: "omit" });
  if (!page.ok) throw new Error(`${OFFLINE}: ${page.status}`);
  const cache = await caches.open(SHELL);
  const text = await page.clone().text();
  await cache.put(OFFLINE, page);
  const sheets = [...text.matchAll(/href="(\/console\/assets\/[^"]+\.css\?v=[^"]+)"/g)].map(([, address]) => address);
  await Promise.all(sheets.map(async (address) => (await cache.match(address)) ?? cache.add(address)));
}

self.addEventListener("install", (event) => event.waitUntil(keepOffline().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name !== SHELL) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

async function page(request) {
  try {
    return await fetch(request);
  } catch (reason) {
    const kept = await caches.match(OFFLINE);
    if (!kept) throw reason;
    return kept;
  }
}

async function asset(request, url) {
  const cache = await caches.open(SHELL);
  const kept = await cache.match(request);
  if (kept) return kept;
  let fresh;
  try {
    fresh = await fetch(request);
  } catch (reason) {
    // The page for when the node is down may be older than the sheets: any version is better than none.
    const older = await cache.match(request, { ignoreSearch: true });
    if (!older) throw reason;
    return older;
  }
  if (fresh.ok) {
    for (const old of await cache.keys()) {
      if (new URL(old.url).pathname === url.pathname) await cache.delete(old);
    }
    await cache.put(request, fresh.clone());
  }
  return fresh;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/console/assets/") && url.searchParams.has("v")) event.respondWith(asset(request, url));
  else if (request.mode === "navigate" && request.destination === "document" && !FILE.test(url.pathname)) event.respondWith(page(request));
});
