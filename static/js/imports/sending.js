// A body to an address, told how much of it is sent: of the two ways to ask, `fetch` can't tell.

export function send(url, body, headers, sent) {
  return new Promise((answered, failed) => {
    const asking = new XMLHttpRequest();
    asking.open("POST", url);
    asking.responseType = "json";
    for (const [name, value] of Object.entries(headers)) asking.setRequestHeader(name, value);
    asking.upload.onprogress = ({ loaded, total, lengthComputable }) => lengthComputable && sent(loaded / total);
    asking.onload = () => answered({ status: asking.status, told: asking.response });
    asking.onerror = asking.onabort = asking.ontimeout = failed;
    asking.send(body);
  });
}
