//! Several bodies in one `config.json`, and a file that says the rest.

use super::*;
use dajuan::profile::hosts::{config_for, config_over, profile_at};

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn what_is_said_for_a_host_is_merged_over_the_rest() {
    let config = json!({
        "dialect": "pocketbase", "base": "", "brand": {"zh-CN": "甲", "en": "A"},
        "hosts": {
            "b.example.cn": {"base": "https://api.b.example.cn", "brand": {"zh-CN": "乙"}},
            "localhost:8080": {"check": true, "base": null},
        },
    });
    let of = |host: &str| parsed(&config_for(&config.to_string(), host).unwrap());
    let rest = json!({"dialect": "pocketbase", "base": "", "brand": {"zh-CN": "甲", "en": "A"}});
    assert_eq!(of("a.example.cn"), rest);
    let own = json!({
        "dialect": "pocketbase", "base": "https://api.b.example.cn", "brand": {"zh-CN": "乙", "en": "A"},
    });
    assert_eq!((of("b.example.cn"), of("B.Example.CN")), (own.clone(), own));
    assert_eq!(of("localhost:8080")["check"], true);
    let text = config_for(&config.to_string(), "b.example.cn").unwrap();
    let profile = Profile::parse(&text, PRESET).unwrap();
    assert_eq!(
        profile.me(None).url,
        "https://api.b.example.cn/api/dajuan/me"
    );
    let plain = r#"{"dialect":"pocketbase"}"#;
    assert_eq!(config_for(plain, "a").unwrap(), plain);
}

#[test]
fn a_slip_of_the_pen_in_any_host_is_told_with_its_place() {
    for (config, pointer) in [
        (json!({"hosts": []}), "/hosts"),
        (json!({"hosts": {"a": {}, "b": 1}}), "/hosts/b"),
        (json!({"hosts": {"a/b": "x"}}), "/hosts/a~1b"),
    ] {
        let error = config_for(&config.to_string(), "a").unwrap_err();
        assert_eq!(
            (error.pointer.as_str(), error.what),
            (pointer, What::WrongType)
        );
    }
    let error = config_for("{", "a").unwrap_err();
    assert_eq!(
        (error.what, error.remedy),
        (What::ConfigNotJson, Remedy::MendJson)
    );
    let nested = json!({"dialect": "pocketbase", "hosts": {"a": {"hosts": {}}}});
    let text = config_for(&nested.to_string(), "a").unwrap();
    let error = Profile::parse(&text, PRESET).err().unwrap();
    assert_eq!(
        (error.pointer.as_str(), error.what),
        ("/hosts", What::UnknownKey)
    );
}

#[test]
fn the_rest_may_stand_in_a_file_of_its_own() {
    let at = |profile: Value| profile_at(&json!({ "profile": profile }).to_string());
    for path in [
        "/tenants/a.json",
        "https://conf.example.cn/a.json",
        "http://10.0.0.1/a.json",
    ] {
        assert_eq!(at(json!(path)).unwrap().as_deref(), Some(path));
    }
    assert_eq!(profile_at("{}").unwrap(), None);
    for odd in [
        json!("//evil.example/a"),
        json!("ftp://a/b"),
        json!("javascript:alert(1)"),
        json!("a.json"),
        json!("/a b"),
        json!(""),
    ] {
        let error = at(odd).unwrap_err();
        assert_eq!(
            (error.pointer.as_str(), error.what),
            ("/profile", What::BadAddress)
        );
    }
    assert_eq!(at(json!(1)).unwrap_err().what, What::WrongType);

    let file = r#"{"dialect":"pocketbase","base":"https://a.example","scoring":"default"}"#;
    let config = r#"{"profile":"/a.json","base":"/portal"}"#;
    let whole = parsed(&config_over(config, file).unwrap());
    assert_eq!(
        whole,
        json!({"dialect": "pocketbase", "base": "/portal", "scoring": "default"})
    );
    assert_eq!(
        config_over(config, "<html>").unwrap_err().what,
        What::ConfigNotJson
    );
    let chained = config_over(config, r#"{"dialect":"pocketbase","profile":"/b.json"}"#).unwrap();
    let error = Profile::parse(&chained, PRESET).err().unwrap();
    assert_eq!(error.pointer, "/profile", "one file, not a chain of them");
}
