use crate::server::Server;
use serde_json::Value;

/// All rows of a list of the operator's, page by page.
pub fn all(path: &str) -> Vec<Value> {
    let mut rows = Vec::new();
    for page in 1.. {
        let listed = Server::operator().get(&format!("{path}&perPage=500&page={page}"));
        let listed = listed.expect(200).json();
        rows.extend(listed["items"].as_array().unwrap().iter().cloned());
        if listed["totalPages"].as_u64() <= Some(page) {
            break;
        }
    }
    rows
}
