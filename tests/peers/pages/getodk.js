// As its README says; the form is fetched beside the script.
import { OdkWebForm, webFormsPlugin } from "@getodk/web-forms";
import { createApp, h } from "vue";

const form = fetch("form.xml").then((reply) => reply.text());
const attachment = () => Promise.reject(new Error("no attachments"));
form.then((formXml) =>
  createApp({ render: () => h(OdkWebForm, { formXml, fetchFormAttachment: attachment, missingResourceBehavior: "BLANK" }) })
    .use(webFormsPlugin)
    .mount("main"));
