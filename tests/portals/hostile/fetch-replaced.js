// As an old polyfill does: fetch over XMLHttpRequest, whose answers are objects of its own, not of the browser's Response.
window.fetch = (input, init = {}) => new Promise((resolve, reject) => {
  const request = new Request(input, init), asked = new XMLHttpRequest();
  asked.open(request.method, request.url);
  request.headers.forEach((value, name) => asked.setRequestHeader(name, value));
  asked.responseType = "arraybuffer";
  asked.onerror = () => reject(new TypeError("Network request failed"));
  asked.onload = () => {
    const bytes = asked.response, text = () => new TextDecoder().decode(bytes);
    const headers = new Map(asked.getAllResponseHeaders().trim().split(/[\r\n]+/).filter(Boolean).map((line) => {
      const [name, ...value] = line.split(": ");
      return [name.toLowerCase(), value.join(": ")];
    }));
    resolve({
      ok: asked.status >= 200 && asked.status < 300, status: asked.status, statusText: asked.statusText, url: asked.responseURL,
      headers: { get: (name) => headers.get(name.toLowerCase()) ?? null, has: (name) => headers.has(name.toLowerCase()) },
      text: async () => text(), json: async () => JSON.parse(text()), arrayBuffer: async () => bytes, blob: async () => new Blob([bytes]),
    });
  };
  request.arrayBuffer().then((body) => asked.send(body.byteLength ? body : null));
});
