// What of a bar that moves is worth saying aloud: each quarter, once.

export function quarters() {
  let said = 0;
  return (share) => {
    const reached = Math.floor(share * 4);
    const isNews = reached > said;
    said = Math.max(said, reached);
    return isNews;
  };
}
