//! Every operation that the language knows: its placeholders, and what is read from its answer.

/// What the language knows of an operation, whatever the backend.
pub(super) struct Form {
    pub name: &'static str,
    /// Placeholders that its templates may use.
    pub slots: &'static [&'static str],
    /// What is read from its answer.
    pub answers: &'static [&'static str],
    /// Those of `answers` without which it is of no use.
    pub needs: &'static [&'static str],
    /// Its answer is a photo, not JSON.
    pub bytes: bool,
    /// A backend that is older than its profile may lack it: what it is for is left away then.
    pub may_lack: bool,
    /// Keys that it has beside those of every operation.
    pub keys: &'static [&'static str],
    /// Placeholders of the template for one of many (`item`); empty where there is none.
    pub item_slots: &'static [&'static str],
}

const fn form(
    name: &'static str,
    slots: &'static [&'static str],
    answers: &'static [&'static str],
    needs: &'static [&'static str],
) -> Form {
    Form {
        name,
        slots,
        answers,
        needs,
        bytes: false,
        may_lack: false,
        keys: &[],
        item_slots: &[],
    }
}

/// What a backend may lack.
const fn extra(form: Form) -> Form {
    Form {
        may_lack: true,
        ..form
    }
}

/// A list that comes in pages.
const fn pages(name: &'static str) -> Form {
    Form {
        keys: &["size"],
        ..form(name, PAGE_SLOTS, PAGE, &["items"])
    }
}

const PAGE: &[&str] = &["items", "pages", "total", "next"];
const PAGE_SLOTS: &[&str] = &[
    "year", "from", "to", "before", "until", "page", "offset", "cursor", "size", "member",
];

pub(super) static HEALTH: Form = form("health", &[], &["version"], &[]);
pub(super) static SIGN_IN: Form = form("sign_in", &["identity", "password", "basic"], SESSION, &[]);
const SESSION: &[&str] = &["token", "refresh", "subject"];
pub(super) static REFRESH: Form = form("refresh", &["member", "refresh"], SESSION, &["token"]);
pub(super) static SET_PASSWORD: Form =
    form("set_password", &["identity", "code", "password"], &[], &[]);
pub(super) static ME: Form = form(
    "me",
    &["member"],
    &[
        "id",
        "issuer",
        "number",
        "name",
        "sector",
        "committee",
        "villages",
        "vault_key",
        "spread_s",
    ],
    &["id"],
);
const ENTRY_SLOTS: &[&str] = &[
    "client_ref",
    "kind",
    "day",
    "form_version",
    "answers",
    "photos",
    "captured_at",
    "member",
];
const UPDATE_SLOTS: &[&str] = &[
    "client_ref",
    "kind",
    "day",
    "form_version",
    "answers",
    "photos",
    "captured_at",
    "member",
    "of",
    "id",
    "version",
];
const ACT_SLOTS: &[&str] = &[
    "client_ref",
    "kind",
    "day",
    "form_version",
    "answers",
    "photos",
    "captured_at",
    "member",
    "event",
];
pub(super) static CREATE: Form = form("create", ENTRY_SLOTS, &["row"], &[]);
pub(super) static UPDATE: Form = form("update", UPDATE_SLOTS, &["row"], &[]);
pub(super) static REMOVE: Form = form("remove", &["of", "id", "version", "member"], &[], &[]);
pub(super) static BATCH: Form = Form {
    keys: &["item"],
    item_slots: ENTRY_SLOTS,
    ..form(
        "batch",
        &["items"],
        &["items", "status", "body"],
        &["items"],
    )
};
pub(super) static UPLOAD: Form = form("upload", UPLOAD_SLOTS, &[], &[]);
const UPLOAD_SLOTS: &[&str] = &["ref", "sha256", "mime", "name", "file", "member"];
pub(super) static ATTACHMENT: Form = Form {
    bytes: true,
    ..form("attachment", &["ref"], &[], &[])
};
pub(super) static LIST: Form = pages("list");
pub(super) static EVENTS: Form = extra(pages("events"));
pub(super) static ACT: Form = form("act", ACT_SLOTS, &[], &[]);
pub(super) static APPROVALS: Form = extra(form("approvals", &[], &["items"], &["items"]));
pub(super) static STATEMENT: Form = extra(form(
    "statement",
    &["year"],
    &["as_of", "closed", "sheet"],
    &["as_of", "sheet"],
));
pub(super) static PROGRESS: Form = extra(form(
    "progress",
    &["year", "from", "to"],
    &["items"],
    &["items"],
));
pub(super) static ROSTER: Form = extra(form("roster", &[], &["items"], &["items"]));
pub(super) static LOOKS: Form = extra(form("looks", &[], &["items"], &["items"]));
pub(super) static NOTICES: Form = extra(form("notices", &[], &["items"], &["items"]));
pub(super) static NOTICES_READ: Form = extra(form("notices_read", &["seq"], &[], &[]));
pub(super) static COSIGNING: Form = extra(form("cosigning", &[], &["items"], &["items"]));
pub(super) static FIND: Form = form(
    "find",
    &["client_ref", "member"],
    &["items", "row", "version"],
    &[],
);
