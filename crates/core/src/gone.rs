use ollm_api::client::ClientError;

/// What a team holds, read after the list that named it: a team that somebody deleted meanwhile, or took the caller out
/// of, holds nothing, and must not keep the others from being shown.
pub(crate) fn none_if_gone<T>(answer: Result<Vec<T>, ClientError>) -> Result<Vec<T>, ClientError> {
    match answer {
        Err(ClientError::Api(error)) if error.status == 404 => Ok(Vec::new()),
        answer => answer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ollm_api::ErrorCode;
    use ollm_api::client::ApiError;

    fn refused(status: u16) -> Result<Vec<u8>, ClientError> {
        let code = ErrorCode::from("x");
        let message = String::new();
        Err(ApiError { status, code, message, param: None, request_id: None, retry_after: None }.into())
    }

    #[test]
    fn only_what_is_gone_is_nothing() {
        assert!(matches!(none_if_gone(Ok(vec![1])), Ok(read) if read == [1]));
        assert!(matches!(none_if_gone(refused(404)), Ok(read) if read.is_empty()));
        for status in [401, 403, 500] {
            assert!(none_if_gone(refused(status)).is_err(), "{status}");
        }
    }
}
