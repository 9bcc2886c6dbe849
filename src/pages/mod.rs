//! One file per screen. A page reads signals and asks; it never names transport, storage or a task, and no page imports a page.
pub mod asked;
pub mod choose;
pub mod district;
pub mod doctor;
pub mod draft;
pub mod events;
pub mod home;
pub mod me;
pub mod missing;
pub mod notices;
pub mod outbox;
pub mod passphrase;
pub mod record;
pub mod records;
pub mod set_password;
pub mod sign_in;
pub mod year;
