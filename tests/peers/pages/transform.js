// Enketo's own transformer, in a browser: what it makes of the form stands in the page as JSON.
import { transform } from "enketo-transformer/web";
import xform from "./form.xml";

transform({ xform }).then(({ form, model }) => {
  document.body.textContent = `<<<${btoa(unescape(encodeURIComponent(JSON.stringify({ form, model }))))}>>>`;
});
