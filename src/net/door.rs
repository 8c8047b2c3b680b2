//! Fetching with limits: scheme, host, redirects, size and time.

use std::sync::Once;
use std::time::Duration;

use super::log;

/// Largest answer that is taken, in bytes.
const MAX_BODY_BYTES: usize = 8 << 20;
/// Most requests at a time to one host.
const MAX_PER_HOST: usize = 6;
const MAX_REDIRECTS: usize = 5;

#[derive(Debug, thiserror::Error)]
pub enum NetError {
    #[error("The secure connection could not be set up: {0}")]
    Setup(String),
    #[error("The server answered with status {status}")]
    Status { status: u16, retry_after_secs: Option<u64> },
    #[error("The answer is larger than {} MB", MAX_BODY_BYTES >> 20)]
    TooLarge,
    #[error("{0}")]
    Address(#[from] crate::domain::LinkError),
    #[error("The server could not be reached: {0}")]
    Unreachable(String),
}

/// A client that talks to the hosts of one source that the user switched on.
pub struct Door {
    client: reqwest::Client,
    turn: tokio::sync::Semaphore,
}

impl Door {
    /// Sends nothing yet.
    pub fn open() -> Result<Self, NetError> {
        static PROVIDER: Once = Once::new();
        // A second installation is refused by rustls and means that one is there already.
        PROVIDER.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
        let redirects = reqwest::redirect::Policy::custom(|attempt| {
            let from_secure = attempt.previous().iter().any(|url| url.scheme() == "https");
            if attempt.previous().len() > MAX_REDIRECTS || (from_secure && attempt.url().scheme() != "https") {
                attempt.stop()
            } else {
                attempt.follow()
            }
        });
        let client = reqwest::Client::builder()
            .user_agent(concat!("Marsad/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(Duration::from_secs(5))
            .read_timeout(Duration::from_secs(10))
            .timeout(Duration::from_secs(30))
            .redirect(redirects)
            .build()
            .map_err(|error| NetError::Setup(error.to_string()))?;
        Ok(Self { client, turn: tokio::sync::Semaphore::new(MAX_PER_HOST) })
    }

    /// The body behind an http or https address. Counted whatever comes of it.
    pub async fn fetch(&self, url: &str) -> Result<Vec<u8>, NetError> {
        crate::domain::check_link(url)?;
        let Ok(_turn) = self.turn.acquire().await else {
            return Err(NetError::Unreachable("the source was switched off".to_owned()));
        };
        log::count();
        let answer = self.fetch_counted(url).await;
        match &answer {
            Ok(body) => log::record(url, "200", body.len() as u64),
            Err(error) => log::record(url, &error.to_string(), 0),
        }
        answer
    }

    async fn fetch_counted(&self, url: &str) -> Result<Vec<u8>, NetError> {
        let unreachable = |error: reqwest::Error| NetError::Unreachable(error.without_url().to_string());
        let mut response = self.client.get(url).send().await.map_err(unreachable)?;
        let status = response.status();
        if !status.is_success() {
            let retry_after_secs = response.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
            return Err(NetError::Status { status: status.as_u16(), retry_after_secs });
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
            if body.len() + chunk.len() > MAX_BODY_BYTES {
                return Err(NetError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }
}
