// The portal has shortcuts wherever nobody writes, and a menu that takes the first press anywhere to close.
document.addEventListener("keydown", (event) => { if (!event.target.matches("input, textarea")) event.preventDefault(); });
document.addEventListener("click", (event) => event.preventDefault());
