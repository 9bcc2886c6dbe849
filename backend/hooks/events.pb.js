// The operator's edits of events in the admin page: each gets its revision, the words of what changed, and a row in `acts`.

onRecordCreateRequest((e) => {
  const { editEvent } = require(`${__hooks}/edit.js`);
  return editEvent(e, "create");
}, "events");

onRecordUpdateRequest((e) => {
  const { editEvent } = require(`${__hooks}/edit.js`);
  return editEvent(e, "edit");
}, "events");

onRecordDeleteRequest((e) => {
  const { editEvent } = require(`${__hooks}/edit.js`);
  return editEvent(e, "delete");
}, "events");
