//! A form with a file, as a browser writes it.

use dajuan::profile::request::FilePart;

const EDGE: &str = "----edge-of-a-part";

/// The content type and the bytes.
pub fn multipart(fields: &[(String, String)], file: &FilePart) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
        body.extend([head.as_bytes(), value.as_bytes(), b"\r\n"].concat());
    }
    let head = format!(
        "--{EDGE}\r\nContent-Disposition: form-data; name=\"{}\"; filename=\"{}\"\r\nContent-Type: {}\r\n\r\n",
        file.name, file.filename, file.mime
    );
    let end = format!("\r\n--{EDGE}--\r\n");
    body.extend([head.as_bytes(), &file.bytes, end.as_bytes()].concat());
    (format!("multipart/form-data; boundary={EDGE}"), body)
}
