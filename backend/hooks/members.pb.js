// A member's vault key is minted once: it encrypts what the member's phones keep.
onRecordCreate((e) => {
  // 32 random bytes in base64url: 42 free characters, and a last one that carries four bits.
  const key =
    $security.randomStringWithAlphabet(42, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") +
    $security.randomStringWithAlphabet(1, "AEIMQUYcgkosw048");
  e.record.set("vault_key", key);
  return e.next();
}, "members");

// Setting a member inactive ends the tokens that are out; the vault key outlives every edit.
onRecordUpdate((e) => {
  const before = e.record.original();
  e.record.set("vault_key", before.getString("vault_key"));
  if (before.getBool("active") && !e.record.getBool("active")) e.record.refreshTokenKey();
  return e.next();
}, "members");

onRecordAuthWithPasswordRequest((e) => {
  const { takeAttempt, forgetAttempts } = require(`${__hooks}/attempts.js`);
  // By account and not by what was typed: number and e-mail of one member share one count.
  const key = ["sign-in", e.collection.name, e.realIP(), e.record ? e.record.id : e.identity].join(" ");
  takeAttempt(e.requestEvent, key, 10);
  e.next();
  forgetAttempts(key);
});

routerAdd("GET", "/api/dajuan/me", (e) => {
  const { issuer } = require(`${__hooks}/installation.js`);
  const me = e.auth;
  return e.json(200, {
    id: me.id,
    member_no: me.getString("member_no"),
    name: me.getString("name"),
    sector: me.getString("sector"),
    committee: me.getString("committee"),
    villages: JSON.parse(me.getString("villages") || "null") || [],
    approves: [...me.getStringSlice("approves")],
    vault_key: me.getString("vault_key"),
    issuer: issuer(e.app),
    server_time: new Date().toISOString(),
    spread_s: Number($os.getenv("DAJUAN_SPREAD_S") || 60),
  });
}, $apis.requireAuth("members"));

// Who can be named in a form: names, numbers and sectors alone.
routerAdd("GET", "/api/dajuan/roster", (e) => {
  const active = e.app.findAllRecords("members", $dbx.hashExp({ active: true }));
  const person = (it) => ({ number: it.getString("member_no"), name: it.getString("name"), sector: it.getString("sector") });
  return e.json(200, { items: active.map(person) });
}, $apis.requireAuth("members"));

// Activates an account or recovers it. An unknown identity answers as a wrong code does.
routerAdd("POST", "/api/dajuan/set-password", (e) => {
  const { takeAttempt, forgetAttempts } = require(`${__hooks}/attempts.js`);
  const { codeOpens } = require(`${__hooks}/code.js`);
  const { beginWriting } = require(`${__hooks}/installation.js`);
  const { fieldError } = require(`${__hooks}/refusal.js`);
  const body = e.requestInfo().body;
  const identity = String(body.identity || "").trim();
  const code = String(body.code || "");
  const password = String(body.password || "");
  const bytes = toBytes(password).length;
  if (password.length < 8 || bytes > 71) {
    throw fieldError("password", "password_length", "Between 8 characters and 71 bytes.");
  }

  const wrong = () => new BadRequestError("Wrong or expired code.", { code: new ValidationError("wrong_code", "Wrong or expired.") });
  const filter = "member_no = {:identity} COLLATE NOCASE OR (email != '' AND email = {:identity} COLLATE NOCASE)";
  const found = e.app.findAllRecords("members", $dbx.exp(filter, { identity }))[0];
  const key = "code " + (found ? found.id : identity);
  takeAttempt(e, key, 5);
  if (!codeOpens(e.app, found, code)) throw wrong();
  e.app.runInTransaction((tx) => {
    beginWriting(tx);
    const member = tx.findRecordById("members", found.id);
    // Another request may have used the code, or the office replaced it, while this one was being checked.
    if (!member.getBool("active") || member.getString("code_until") !== found.getString("code_until")) throw wrong();
    member.set("code", "");
    member.set("code_until", "");
    member.setPassword(password);
    member.setVerified(true);
    member.refreshTokenKey();
    tx.save(member);
  });
  forgetAttempts(key);
  return e.json(200, { ok: true });
});
