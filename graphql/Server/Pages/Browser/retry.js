// A page that could not be made is asked for again when the server says so, as long as it is looked at.
const seconds = Number(document.querySelector('script[data-retry]').dataset.retry);

function again() {
  if (document.hidden) {
    document.addEventListener('visibilitychange', again, { once: true });
  } else {
    location.reload();
  }
}

setTimeout(again, seconds * 1000);
