// What somebody typed and has not sent, in this tab's session storage: it outlives a sign-in and a reload, and is gone with the tab.

const key = 'indhcoops.draft';

/** What was typed; an empty object for nothing. */
export function readDraft() {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

export const keepDraft = (draft) => sessionStorage.setItem(key, JSON.stringify(draft));

export const dropDraft = () => sessionStorage.removeItem(key);
