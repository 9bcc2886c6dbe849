// Run by browsers alone that know no modules: they can't read start.js. The words of long ago, for any of them.
document.getElementById("app").style.display = "none";
document.getElementById("fallback").removeAttribute("hidden");
