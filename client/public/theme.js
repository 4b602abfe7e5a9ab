// Before the first paint: the theme that this person chose on this device. An own file, because the page's security
// policy allows no inline script. The key is that of client/app/theme.ts.
try {
  const theme = localStorage.getItem("coram.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be closed to us; then the system's theme holds.
}
