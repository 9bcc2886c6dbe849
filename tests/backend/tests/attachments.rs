//! A photo or a file arrives once, is what its digest says, and is handed to its owner and the office alone.

use dajuan_backend_tests::{Client, Reply, Server, multipart, sha256, unique_ref};
use serde_json::json;
use std::path::PathBuf;

const ATTACHMENTS: &str = "/api/collections/attachments/records";

/// Bytes that begin as a JPEG does and hold every byte value.
fn photo(seed: u8) -> Vec<u8> {
    let mut bytes = vec![
        0xff, 0xd8, 0xff, 0xe0, 0, 16, b'J', b'F', b'I', b'F', 0, seed,
    ];
    bytes.extend((0..=255).cycle().take(4000));
    bytes
}

fn send(client: &Client, texts: &[(&str, &str)], bytes: &[u8]) -> Reply {
    let (kind, body) = multipart(texts, "image/jpeg", bytes);
    client.send("POST", ATTACHMENTS, &[("Content-Type", &kind)], &body)
}

fn upload(client: &Client, photo_ref: &str, bytes: &[u8]) -> Reply {
    send(
        client,
        &[("ref", photo_ref), ("sha256", &sha256(bytes))],
        bytes,
    )
}

fn bytes_of(photo_ref: &str) -> String {
    format!("/api/dajuan/attachments/{photo_ref}")
}

fn stored_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![Server::shared().data().join("storage")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                files.push(entry.path());
            }
        }
    }
    files
}

#[test]
fn the_owner_gets_the_very_bytes_back() {
    let (photo_ref, bytes) = (unique_ref(), photo(1));
    let row = upload(Server::member_a(), &photo_ref, &bytes)
        .expect(200)
        .json();
    assert_eq!(row["size"], bytes.len());
    assert_eq!(row["mime"], "image/jpeg");
    let reply = Server::member_a().get(&bytes_of(&photo_ref)).expect(200);
    assert_eq!(reply.body, bytes);
    assert_eq!(reply.header("Content-Type"), "image/jpeg");
    assert_eq!(reply.header("X-Content-Type-Options"), "nosniff");
    assert_eq!(reply.header("Cache-Control"), "no-store");
}

#[test]
fn the_type_is_what_the_bytes_say() {
    let photo_ref = unique_ref();
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend([0; 40]);
    let row = upload(Server::member_a(), &photo_ref, &png)
        .expect(200)
        .json();
    assert_eq!(row["mime"], "image/png");
    let page = b"<!doctype html><script>alert(1)</script>";
    let refused = upload(Server::member_a(), &unique_ref(), page).expect(400);
    assert_eq!(refused.field_code("file"), "kind_not_taken");
}

/// An archive that has this part.
fn archive(part: &[u8]) -> Vec<u8> {
    [
        b"PK\x03\x04\x14\0\0\0\x08\0".as_slice(),
        part,
        b" and so on",
    ]
    .concat()
}

#[test]
fn files_are_known_by_their_bytes_and_handed_out_as_bytes_to_keep() {
    let office = archive(b"[Content_Types].xml");
    let taken: [(&[u8], &str); 6] = [
        (b"%PDF-1.7\n%\xe2\xe3", "application/pdf"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
            "application/x-ole-storage",
        ),
        (&office, "application/zip"),
        ("第一行\n第二行".as_bytes(), "text/plain"),
        (b"\xb5\xda\xd2\xbb\xd0\xd0", "text/plain"),
        (b"\xff\xfeA\0", "text/plain"),
    ];
    for (bytes, mime) in taken {
        let file_ref = unique_ref();
        let row = upload(Server::member_a(), &file_ref, bytes).expect(200);
        assert_eq!(row.json()["mime"], mime);
        let reply = Server::member_a().get(&bytes_of(&file_ref)).expect(200);
        assert_eq!(reply.body, bytes);
        assert_eq!(reply.header("Content-Type"), "application/octet-stream");
        assert_eq!(reply.header("X-Content-Type-Options"), "nosniff");
        let disposition = format!("attachment; filename=\"{file_ref}\"");
        assert_eq!(reply.header("Content-Disposition"), disposition);
    }
}

#[test]
fn what_is_no_such_file_is_refused_whatever_it_is_called() {
    let refused: [&[u8]; 6] = [
        &archive(b"classes.dex"),
        b"MZ\x90\0\x03\0\0\0",
        b"\x7fELF\x02\x01\x01\0",
        b"\xef\xbb\xbf \n<svg onload=alert(1)>",
        b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0",
        b"                                  <html>",
    ];
    for bytes in refused {
        let reply = upload(Server::member_a(), &unique_ref(), bytes).expect(400);
        assert_eq!(reply.field_code("file"), "kind_not_taken", "{bytes:?}");
    }
}

#[test]
fn the_same_ref_and_digest_answer_with_the_row_that_exists() {
    let (photo_ref, bytes) = (unique_ref(), photo(2));
    let first = upload(Server::member_a(), &photo_ref, &bytes).expect(200);
    let second = upload(Server::member_a(), &photo_ref, &bytes).expect(200);
    assert_eq!(first.json(), second.json());
}

#[test]
fn the_same_ref_with_other_bytes_is_a_conflict() {
    let photo_ref = unique_ref();
    upload(Server::member_a(), &photo_ref, &photo(3)).expect(200);
    let reply = upload(Server::member_a(), &photo_ref, &photo(4)).expect(409);
    assert_eq!(reply.field_code("ref"), "ref_taken");
    let kept = Server::member_a().get(&bytes_of(&photo_ref)).expect(200);
    assert_eq!(kept.body, photo(3));
}

#[test]
fn eight_uploads_at_once_make_one_row() {
    let (a, photo_ref) = (Server::member_a(), unique_ref());
    let ids: Vec<_> = std::thread::scope(|scope| {
        let uploads: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| upload(a, &photo_ref, &photo(5)).expect(200).json()["id"].clone())
            })
            .collect();
        uploads
            .into_iter()
            .map(|upload| upload.join().unwrap())
            .collect()
    });
    assert!(ids.iter().all(|id| *id == ids[0]));
}

#[test]
fn bytes_that_do_not_match_their_digest_are_refused_and_not_kept() {
    let photo_ref = unique_ref();
    let claimed = sha256(&photo(6));
    let arrived = photo(7);
    let fields = [("ref", photo_ref.as_str()), ("sha256", claimed.as_str())];
    let reply = send(Server::member_a(), &fields, &arrived).expect(400);
    assert_eq!(reply.field_code("sha256"), "digest_mismatch");
    Server::member_a().get(&bytes_of(&photo_ref)).expect(404);
    let kept = stored_files()
        .iter()
        .any(|path| std::fs::read(path).is_ok_and(|bytes| bytes == arrived));
    assert!(!kept);
    upload(Server::member_a(), &photo_ref, &photo(6)).expect(200);
}

#[test]
fn more_than_10_mb_are_too_large() {
    let mut bytes = photo(8);
    bytes.resize(10 * 1024 * 1024 + 1, 7);
    let reply = upload(Server::member_a(), &unique_ref(), &bytes).expect(413);
    assert_eq!(reply.field_code("file"), "file_too_large");
    bytes.pop();
    upload(Server::member_a(), &unique_ref(), &bytes).expect(200);
}

#[test]
fn another_member_gets_nothing_and_may_use_the_same_ref() {
    let photo_ref = unique_ref();
    let row = upload(Server::member_a(), &photo_ref, &photo(9))
        .expect(200)
        .json();
    let b = Server::member_b();
    b.get(&bytes_of(&photo_ref)).expect(404);
    b.get(&format!("{ATTACHMENTS}/{}", row["id"].as_str().unwrap()))
        .expect(404);
    upload(b, &photo_ref, &photo(10)).expect(200);
    let own = Server::member_a().get(&bytes_of(&photo_ref)).expect(200);
    assert_eq!(own.body, photo(9));
}

#[test]
fn a_record_takes_its_own_members_photos_only() {
    let photo_ref = unique_ref();
    upload(Server::member_a(), &photo_ref, &photo(11)).expect(200);
    let body = json!({
        "client_ref": unique_ref(), "kind": "reading_share", "day": "2026-03-05", "form_version": 1,
        "answers": {}, "attachments": [photo_ref],
    });
    let records = "/api/collections/records/records";
    let refused = Server::member_b().post(records, &body).expect(400);
    assert_eq!(refused.field_code("attachments"), "unknown_attachment");
    let made = Server::member_a().post(records, &body).expect(200).json();
    assert_eq!(made["attachments"], body["attachments"]);
}

#[test]
fn the_office_fetches_a_photo_by_member_and_ref() {
    let photo_ref = unique_ref();
    let row = upload(Server::member_a(), &photo_ref, &photo(12))
        .expect(200)
        .json();
    let path = format!(
        "{}?member={}",
        bytes_of(&photo_ref),
        row["member"].as_str().unwrap()
    );
    assert_eq!(Server::office().get(&path).expect(200).body, photo(12));
    Server::office().get(&bytes_of(&photo_ref)).expect(404);
}

/// Uploads for a member as somebody of the office does.
fn upload_for(client: &Client, member: &str, photo_ref: &str, bytes: &[u8]) -> Reply {
    let digest = sha256(bytes);
    let fields = [("member", member), ("ref", photo_ref), ("sha256", &digest)];
    send(client, &fields, bytes)
}

#[test]
fn the_office_uploads_for_a_member_whom_it_names_and_logs_a_record_with_it() {
    let (id, member) = Server::new_member("attach-for");
    let (photo_ref, bytes) = (unique_ref(), photo(15));
    let row = upload_for(Server::office(), &id, &photo_ref, &bytes).expect(200);
    assert_eq!(row.json()["member"], id);
    assert_eq!(member.get(&bytes_of(&photo_ref)).expect(200).body, bytes);
    let body = json!({
        "member": id, "client_ref": unique_ref(), "kind": "study", "day": "2026-03-05", "form_version": 1,
        "answers": {"photos": [photo_ref]}, "attachments": [photo_ref],
    });
    let log = "/api/dajuan/staff/records";
    let logged = Server::office().post(log, &body).expect(200).json();
    assert_eq!(logged["attachments"], body["attachments"]);
    let other = json!({"member": id, "client_ref": unique_ref(), "kind": "study", "day": "2026-03-05",
        "form_version": 1, "answers": {}, "attachments": [unique_ref()]});
    let refused = Server::office().post(log, &other).expect(400);
    assert_eq!(refused.field_code("attachments"), "unknown_attachment");
}

#[test]
fn nobody_uploads_for_another_but_clerks_for_a_member_that_there_is() {
    let (id, _) = Server::new_member("attach-none");
    let mine = upload_for(Server::member_a(), &id, &unique_ref(), &photo(16)).expect(200);
    assert_ne!(mine.json()["member"], id);
    let unknown = upload_for(Server::office(), "nobody", &unique_ref(), &photo(17)).expect(400);
    assert_eq!(unknown.field_code("member"), "unknown_member");
    let account = json!({
        "email": "look@example.com", "name": "审批", "role": "approver", "password": "dajuan-2026", "passwordConfirm": "dajuan-2026",
    });
    let staff = "/api/collections/staff/records";
    Server::operator().post(staff, &account).expect(200);
    let approver = Server::shared().sign_in("staff", "look@example.com");
    upload_for(&approver, &id, &unique_ref(), &photo(18)).expect(403);
}

#[test]
fn the_public_file_address_serves_nobody() {
    let server = Server::shared();
    let row = upload(Server::member_a(), &unique_ref(), &photo(13))
        .expect(200)
        .json();
    let text = |field: &str| row[field].as_str().unwrap();
    let path = format!(
        "/api/files/{}/{}/{}",
        text("collectionName"),
        text("id"),
        text("file")
    );
    let ticket = Server::member_a()
        .send("POST", "/api/files/token", &[], &[])
        .expect(200)
        .json();
    let with_ticket = format!("{path}?token={}", ticket["token"].as_str().unwrap());
    server.guest().get(&path).expect(404);
    Server::member_a().get(&with_ticket).expect(404);
    Server::operator().get(&path).expect(404);
}

#[test]
fn nobody_but_the_operator_deletes_or_changes_a_photo() {
    let row = upload(Server::member_a(), &unique_ref(), &photo(14))
        .expect(200)
        .json();
    let path = format!("{ATTACHMENTS}/{}", row["id"].as_str().unwrap());
    for client in [Server::member_a(), Server::office()] {
        client
            .patch(&path, &json!({"mime": "text/html"}))
            .expect(403);
        client.delete(&path).expect(403);
    }
}
