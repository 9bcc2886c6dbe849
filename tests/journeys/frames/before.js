// A portal's page as docs/embedding.md has it, but for what each portal has of its own.
globalThis.asked = [];
globalThis.tokenOfTheMember = async (refused) => (asked.push(refused), "token");
document.querySelector("iframe.dajuan").src = `http://localhost:${location.port}/embed.html`;
document.documentElement.dataset.ready = "copied";
