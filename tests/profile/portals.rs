//! Which pages may show the app in a frame: origins, to the letter.

use super::{editor::Editor, *};

const SCHEMA: &str = include_str!("../../docs/profile.schema.json");

#[test]
fn a_portal_is_named_as_browsers_name_it() {
    let portals = [
        "https://portal.example.cn",
        "http://portal.example.cn:8080",
        "https://portal.example.cn:80",
        "https://10.0.0.7:8443",
        "http://localhost:8090",
        "http://[::1]:9",
        "https://xn--fiqs8s.example",
    ];
    let taken = json!({ "dialect": "pocketbase", "portals": portals });
    assert_eq!(with(taken).err(), None);
    assert_eq!(
        with(json!({ "dialect": "pocketbase", "portals": [] })).err(),
        None
    );
}

#[test]
fn what_no_browser_calls_an_origin_is_told_with_its_place_and_remedy() {
    for wrong in [
        "",
        "*",
        "null",
        "portal.example.cn",
        "//portal.example.cn",
        "ftp://portal.example.cn",
        "https://",
        "https://*.example.cn",
        "https://portal.example.cn/",
        "https://portal.example.cn/members",
        "https://portal.example.cn?x",
        "https://portal.example.cn#x",
        "https://user@portal.example.cn",
        "https://Portal.example.cn",
        "https://门户.example.cn",
        "https://portal..example.cn",
        "https://portal.example.cn:",
        "https://portal.example.cn:443",
        "http://portal.example.cn:80",
        "https://portal.example.cn:070",
        "https://portal.example.cn:70000",
        "https://portal.example.cn:8443x",
        "https://portal.example.cn:8443:1",
        "https://[::1",
        "https://[]",
        " https://portal.example.cn",
        "https://portal.example.cn https://other.example.cn",
    ] {
        let portals = json!(["https://portal.example.cn", wrong]);
        let error = with(json!({ "dialect": "pocketbase", "portals": portals })).err();
        let error = error.unwrap_or_else(|| panic!("{wrong}"));
        let told = (error.pointer.as_str(), error.what, error.remedy);
        let expected = ("/portals/1", What::BadAddress, Remedy::WriteOrigin);
        assert_eq!(told, expected, "{wrong}");
    }
    for (portals, place, kind) in [
        (json!("https://portal.example.cn"), "/portals", Kind::List),
        (json!([7]), "/portals/0", Kind::Text),
    ] {
        let wrong = json!({ "dialect": "pocketbase", "portals": portals });
        assert!(!Editor::of(SCHEMA).takes(&wrong));
        let error = with(wrong).err().unwrap();
        assert_eq!(
            (error.pointer.as_str(), error.remedy),
            (place, Remedy::Write(kind))
        );
    }
}
