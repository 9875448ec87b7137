internal import CCurl

/// The header lines of a request in libcurl's form; freed with this value.
@safe final class HeaderList {
    let start: UnsafeMutablePointer<curl_slist>?

    init(_ headers: HTTPHeaders) throws(CurlError) {
        var list: UnsafeMutablePointer<curl_slist>?
        for field in headers.fields {
            // libcurl reads "Name:" as "do not send this header" and "Name;" as "send it empty".
            let line = field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
            guard let longer = unsafe curl_slist_append(list, line) else {
                unsafe curl_slist_free_all(list)
                throw CurlError(.engineFailed, detail: "curl_slist_append")
            }
            unsafe list = longer
        }
        unsafe start = list
    }

    deinit { unsafe curl_slist_free_all(start) }
}
