//! Which addresses may be opened at all: http and https with a host, nothing else.

/// Why an address is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    #[error("This is not a web address: {0}")]
    NotAnAddress(String),
    #[error("Only http and https addresses are opened; this one is “{0}:”.")]
    Scheme(String),
    #[error("The address names no host.")]
    NoHost,
    #[error("The address carries a user name or password; it is not opened.")]
    Credentials,
}

/// The host of a web address that may be handed to the system. Refuses `file:`, `javascript:`, `data:`, network shares,
/// addresses with credentials, and everything that is no address.
pub fn check_link(text: &str) -> Result<String, LinkError> {
    let parsed = url::Url::parse(text.trim()).map_err(|error| LinkError::NotAnAddress(error.to_string()))?;
    if !matches!(parsed.scheme(), "http" | "https") {
        return Err(LinkError::Scheme(parsed.scheme().to_owned()));
    }
    if !parsed.username().is_empty() || parsed.password().is_some() {
        return Err(LinkError::Credentials);
    }
    parsed.host_str().filter(|host| !host.is_empty()).map(ToOwned::to_owned).ok_or(LinkError::NoHost)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_with_a_host_pass() {
        assert_eq!(check_link("https://example.org/a?b=c"), Ok("example.org".to_owned()));
        assert_eq!(check_link(" http://example.org "), Ok("example.org".to_owned()));
        for refused in [
            "file:///etc/passwd",
            "//host/share",
            "\\\\host\\share",
            "javascript:alert(1)",
            "data:text/html,x",
            "smb://host/share",
            "https://user:secret@example.org/",
            "not an address",
            "",
            "mailto:someone@example.org",
        ] {
            assert!(check_link(refused).is_err(), "{refused} must be refused");
        }
    }
}
