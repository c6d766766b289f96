// Where a script of the page cannot be fetched, none of those that build the page runs, and the page itself cannot say so. This one can.

function say() {
  document.getElementById('not-loaded').hidden = false;
  document.documentElement.classList.remove('waiting');
}

// Scripts run in the order of the page, and this one is the first.
document.querySelectorAll('script[type="module"]').forEach((script) => script.addEventListener('error', say));
for (const name of ['error', 'unhandledrejection']) {
  addEventListener(name, () => document.documentElement.dataset.ready === undefined && say());
}
