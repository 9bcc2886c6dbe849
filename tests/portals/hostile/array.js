// As libraries of another age do: what they add is found by every `for … in`.
Array.prototype.last = function () { return this[this.length - 1]; };
Array.prototype.remove = function (it) { const at = this.indexOf(it); if (at >= 0) this.splice(at, 1); return this; };
Object.prototype.extend = function (more) { for (const name in more) this[name] = more[name]; return this; };
Array.from = function (list) { const copy = []; for (let at = 0; at < list.length; at++) copy.push(list[at]); return copy; };
String.prototype.trimEnd = function () { return this.replace(/ +$/, ""); };
