//! A backup taken while the server runs brings back rows, photos, passwords and vault keys.

use dajuan_backend_tests::{Server, unique_ref};
use serde_json::json;

const RECORDS: &str = "/api/collections/records/records";

#[test]
fn backup_change_restore_brings_the_first_state_back() {
    let mut server = Server::with_demo();
    let record = |client_ref: &str, attachments: &[&str]| {
        json!({
            "client_ref": client_ref, "kind": "reading_share", "day": "2026-05-01", "form_version": 1,
            "answers": {"title": "孟子"}, "attachments": attachments,
        })
    };
    let photo = [&[0xff, 0xd8, 0xff, 0xe0, 0, 16][..], &[7; 2000]].concat();
    let (photo_ref, kept_ref, lost_ref) = (unique_ref(), unique_ref(), unique_ref());

    let member = server.sign_in("members", "wy001");
    let before = member.get("/api/dajuan/me").expect(200).json();
    Server::upload(&member, &photo_ref, &photo);
    let kept = member
        .post(RECORDS, &record(&kept_ref, &[&photo_ref]))
        .expect(200)
        .json();
    let file = server.path("backup.tar.gz");
    let file = file.to_str().unwrap();
    server.operate_well(&["backup", file]);

    let lost = member
        .post(RECORDS, &record(&lost_ref, &[]))
        .expect(200)
        .json();
    let superuser = server.sign_in("_superusers", "operator@example.com");
    let row = |id: &serde_json::Value| format!("{RECORDS}/{}", id.as_str().unwrap());
    superuser.delete(&row(&kept["id"])).expect(204);
    let refused = server.operate(&["restore", file]);
    assert!(
        !refused.status.success(),
        "it restored under a running server"
    );

    server.stop();
    server.operate_well(&["restore", file]);
    server.start();
    let member = server.sign_in("members", "wy001");
    let after = member.get("/api/dajuan/me").expect(200).json();
    assert_eq!(after["vault_key"], before["vault_key"]);
    assert_eq!(after["issuer"], before["issuer"]);
    assert_eq!(member.get(&row(&kept["id"])).expect(200).json(), kept);
    member.get(&row(&lost["id"])).expect(404);
    let bytes = member.get(&format!("/api/dajuan/attachments/{photo_ref}"));
    assert_eq!(bytes.expect(200).body, photo);

    // The phone that had its receipt sends again under the same key.
    let again = member
        .post(RECORDS, &record(&lost_ref, &[]))
        .expect(200)
        .json();
    assert_eq!(again["client_ref"], lost["client_ref"]);
    assert!(again["receipt"].as_u64() > lost["receipt"].as_u64());
    let beside = std::fs::read_dir(server.path("")).unwrap().flatten();
    assert!(beside.into_iter().any(|entry| {
        entry
            .file_name()
            .to_string_lossy()
            .starts_with("data.before-")
    }));
}

#[test]
fn a_file_that_is_no_backup_leaves_the_data_alone() {
    let server = Server::with_demo();
    let file = server.path("nonsense.tar.gz");
    std::fs::write(&file, b"nonsense").unwrap();
    assert!(
        !server
            .operate(&["restore", file.to_str().unwrap()])
            .status
            .success()
    );
    server.sign_in("members", "wy001");
}
