// A condition compares with the choices of the field that stands beside it.
document.addEventListener("change", (event) => {
  const row = event.target.name?.endsWith("-field") && event.target.closest(".condition-row");
  const value = row && row.querySelector("input");
  if (value) value.setAttribute("list", document.getElementById(`v-${event.target.value}`)?.id ?? "values");
});
