// The chosen file on its way through a sign-in: session storage holds no files. It is taken out, and gone, when the page comes back.

const name = 'indhcoops-saisie';
const header = 'x-file-name';

/** Keeps a file until the page comes back from the authority. */
export async function keepFile(file) {
  const cache = await caches.open(name);
  await cache.put('saisie/kept', new Response(file, { headers: { [header]: encodeURIComponent(file.name) } }));
}

/** The file that was kept, or null; nothing of it stays. */
export async function takeFile() {
  const response = await (await caches.open(name)).match('saisie/kept');
  const file = response && new File([await response.blob()], decodeURIComponent(response.headers.get(header)));
  await caches.delete(name);
  return file ?? null;
}
