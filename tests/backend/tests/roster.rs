//! Members come from a CSV file, all of them or none.

use dajuan_backend_tests::{Server, unique_ref};
use serde_json::json;

const HEAD: &str = "member_no,name,email,sector,committee,villages\n";

fn file(name: &str, rows: &str) -> String {
    let path = Server::shared().path(name);
    std::fs::write(&path, format!("{HEAD}{rows}")).unwrap();
    path.to_string_lossy().into_owned()
}

fn refused(name: &str, rows: &str) -> String {
    let done = Server::shared().operate(&["import", &file(name, rows)]);
    assert!(!done.status.success());
    assert_eq!(done.stdout, b"");
    String::from_utf8(done.stderr).unwrap()
}

fn count(filter: &str) -> u64 {
    let path = format!("/api/collections/members/records?filter={filter}");
    let rows = Server::office().get(&path).expect(200).json();
    rows["totalItems"].as_u64().unwrap()
}

#[test]
fn an_imported_member_activates_the_account_by_the_printed_code() {
    let server = Server::shared();
    let rows = "\u{feff}";
    let path = server.path("new.csv");
    let text = format!(
        "{rows}{HEAD}im001,\"委员, 戊\",im001@example.com,经济界,提案委,村甲;村乙\r\nim002,委员己,,,,\r\n"
    );
    std::fs::write(&path, text).unwrap();
    let printed = server.operate_well(&["import", path.to_str().unwrap()]);
    let lines: Vec<_> = printed.lines().collect();
    assert_eq!(lines[0], "member_no,name,code,valid_until");
    assert_eq!(lines.len(), 3);
    assert!(lines[1].starts_with("im001,\"委员, 戊\","));
    let code = lines[2].split(',').nth(2).unwrap();
    let body = json!({"identity": "im002", "code": code, "password": "a new password"});
    server
        .guest()
        .post("/api/dajuan/set-password", &body)
        .expect(200);
    server.guest().sign_in("members", "im002", "a new password");
    assert_eq!(
        count("member_no%3D%27im001%27%26%26name%3D%27委员,%20戊%27"),
        1
    );
}

#[test]
fn a_second_import_updates_and_gives_no_code() {
    let server = Server::shared();
    server.operate_well(&["import", &file("first.csv", "up001,委员庚,,经济界,,\n")]);
    let printed = server.operate_well(&["import", &file("second.csv", "UP001,委员庚,,教育界,,\n")]);
    assert_eq!(printed.lines().count(), 1);
    assert_eq!(count("name%3D%27委员庚%27"), 1);
    assert_eq!(count("name%3D%27委员庚%27%26%26sector%3D%27教育界%27"), 1);
}

#[test]
fn codes_are_written_to_a_file_of_the_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let server = Server::shared();
    let codes = server.path("codes.csv");
    let rows = file("written.csv", "wr001,委员辛,,,,\n");
    server.operate_well(&["import", &rows, codes.to_str().unwrap()]);
    assert!(
        std::fs::read_to_string(&codes)
            .unwrap()
            .contains("\nwr001,委员辛,")
    );
    let mode = std::fs::metadata(&codes).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn every_bad_row_is_named_by_its_line_and_nothing_is_imported() {
    let words = refused(
        "bad.csv",
        "ok001,好,,,,\nbad no,坏,,,,\nok002,,,,,\nok003,信,no-mail,,,\nOK001,重,,,,\nok004,多,,,,,,\n",
    );
    for line in ["line 3:", "line 4:", "line 5:", "line 6:", "line 7:"] {
        assert!(words.contains(line), "{line} in {words}");
    }
    assert!(!words.contains("line 2:"));
    assert_eq!(count("member_no~%27ok00%27"), 0);
}

#[test]
fn a_row_that_the_database_refuses_takes_the_others_back() {
    let words = refused("taken.csv", "tk001,先,,,,\ntk002,后,wy001@example.com,,,\n");
    assert!(words.contains("line 3:"), "{words}");
    assert_eq!(count("member_no~%27tk00%27"), 0);
}

#[test]
fn a_file_of_other_columns_or_another_encoding_is_refused() {
    let server = Server::shared();
    let path = server.path("other.csv");
    for bytes in [&b"no,name\n1,x\n"[..], &[b'n', 0xc4, 0xe3, b'\n'], b""] {
        std::fs::write(&path, bytes).unwrap();
        let done = server.operate(&["import", path.to_str().unwrap()]);
        assert!(!done.status.success());
    }
}

#[test]
fn members_go_on_sending_while_an_import_runs() {
    let server = Server::shared();
    let rows: String = (0..20).map(|n| format!("bs{n:03},委员,,,,\n")).collect();
    let rows = file("busy.csv", &rows);
    std::thread::scope(|scope| {
        let import = scope.spawn(|| server.operate_well(&["import", &rows]));
        while !import.is_finished() {
            let body = json!({
                "client_ref": unique_ref(), "kind": "study", "day": "2026-03-05", "form_version": 1, "answers": {},
            });
            let path = "/api/collections/records/records";
            Server::member_a().post(path, &body).expect(200);
        }
        assert_eq!(import.join().unwrap().lines().count(), 21);
    });
}
