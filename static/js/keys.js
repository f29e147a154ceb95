// A key that does not answer would otherwise fail in silence.
document.addEventListener("allauth.error", (event) => {
  const words = document.getElementById("key-failed");
  if (words) {
    event.preventDefault();
    words.hidden = false;
  }
});
