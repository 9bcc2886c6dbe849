// As its README says: the form stands in the page, its model beside the script; usable once the engine has taken it over.
import { Form } from "enketo-core";

const model = fetch("model.xml").then((reply) => reply.text());
model.then((modelStr) => {
  const form = new Form(document.querySelector("form.or"), { modelStr }, {});
  const errors = form.init();
  if (errors.length) throw new Error(errors.join("; "));
  document.documentElement.dataset.usable = "";
});
