// The office's page: signing in, and its places. Each place stands in a module of its own.

import { onDecided } from "./decide.js";
import { clearDisputes, showDisputes } from "./disputes.js";
import { clearEvents, showEvents } from "./events.js";
import { clearLeaves, onLeaveDecided, showLeaves } from "./leaves.js";
import { clearLog, showLog } from "./log.js";
import { allMembers, clearMembers, showMembers } from "./members.js";
import { at, done, Fault, json, Refusal, run, session } from "./page.js";
import { go, place, waiting } from "./places.js";
import { clearPoints, showPoints } from "./points.js";
import { clearRecords, showRecords } from "./records.js";
import { clearReviews, fitFilter, showReplies, showReviews } from "./reviews.js";

async function signIn() {
  const form = at("sign-in");
  const { identity, password } = Object.fromEntries(new FormData(form));
  try {
    const reply = await json("/api/collections/staff/auth-with-password", { identity, password });
    [session.token, session.role] = [reply.token, reply.record.role];
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new Refusal("邮箱或密码不对。Wrong e-mail or password.");
  }
  form.reset();
  show(true);
  await go(true);
}

function signOut() {
  [session.token, session.role] = ["", ""];
  for (const clear of [clearReviews, clearDisputes, clearLeaves, clearEvents, clearRecords, clearLog, clearMembers, clearPoints]) clear();
  waiting("todo", { reviews: 0, replies: 0, disputes: 0, leaves: 0 });
  done("");
  show(false);
}

function show(signedIn) {
  at("sign-in").hidden = signedIn;
  for (const id of ["desk", "sign-out", "places"]) at(id).hidden = !signedIn;
}

// All that waits, and how much of it.
async function showTodo() {
  const [reviews, replies, disputes, leaves] = await Promise.all([showReviews(), showReplies(), showDisputes(), showLeaves()]);
  waiting("todo", { reviews, replies, disputes, leaves });
}

place("todo", async () => {
  await fitFilter(at("reviews-filter"), await allMembers());
  await showTodo();
});
place("events", async () => showEvents(await allMembers()));
place("records", async () => {
  const members = await allMembers();
  await showLog(members);
  await showRecords(members);
});
place("members", async () => showMembers(await allMembers()));
place("points", async () => showPoints(await allMembers()));

onDecided(async () => {
  await showTodo();
  if (!at("records-place").hidden) await showRecords(await allMembers());
});
onLeaveDecided(showTodo);
session.end = signOut;
at("sign-in").addEventListener("submit", run(signIn));
at("sign-out").addEventListener("click", run(signOut));
