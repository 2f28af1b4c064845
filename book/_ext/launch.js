// The form behind "Azure ML 컴퓨팅 인스턴스에서 열기" on the page of a lab (launch.html). What the participant enters stays
// in the browser, and nothing is asked of the instance before the button is pressed.
(() => {
  const STORE = "lab-launch";
  const dialog = document.getElementById("launch-dialog");
  const form = dialog.querySelector("form");
  const inputs = [...form.querySelectorAll("input")];
  document.body.append(dialog); // out of the header, whose styles are for buttons

  // Microsoft's rule for instance names: 3 to 24 letters, digits and hyphens, a letter first, and a letter somewhere after
  // every hyphen (stored page how-to-create-compute-instance, read 2026-11-24).
  const RULES = {
    instance: [
      /^(?!.*-[0-9]*$)[A-Za-z][A-Za-z0-9-]{2,23}$/,
      "인스턴스 이름은 영문자로 시작하고 영문자, 숫자, '-'로 된 3~24자입니다. 마지막 '-' 뒤에는 영문자가 하나 이상 있어야 합니다.",
    ],
    region: [/^[a-z]+[0-9]*$/, "지역은 koreacentral처럼 영문 소문자와 숫자로 적습니다."],
    folder: [/^[^<>\\?#:*|"]*[^<>\\?#:*|"/\s][^<>\\?#:*|"]*$/, "폴더는 Users/hong/course처럼 적습니다. <내 이름>은 내 폴더 이름으로 바꾸십시오."],
  };

  // The host is <instance>.<region>.instances.azureml.ms: so Microsoft's page how-to-custom-dns, and a recorded answer of
  // the compute REST API gives "Jupyter Lab" the address …/lab. /lab/tree/<path> is JupyterLab's own form (its page "JupyterLab
  // URLs"); its root on an instance is ~/cloudfiles/code, hence Users/…. All read as stored copies on 2026-11-24, none tried
  // on a live instance. The studio's own link to a notebook (ml.azure.com/fileexplorerAzNB) is undocumented and left out.
  const address = ({ instance, region, folder }) => {
    const path = `${folder}/${form.dataset.notebook}`.split("/").filter(Boolean).map(encodeURIComponent).join("/");
    return `https://${instance}.${region}.instances.azureml.ms/lab/tree/${path}`;
  };

  const remembered = () => {
    try {
      return JSON.parse(localStorage.getItem(STORE)) || {};
    } catch {
      return {}; // storage forbidden, or not ours
    }
  };
  const remember = (values) => {
    try {
      localStorage.setItem(STORE, JSON.stringify(values));
    } catch {
      // the form works without
    }
  };

  // Says what is wrong beside the field; whether nothing is.
  const check = (input) => {
    const [rule, problem] = RULES[input.name];
    const fine = rule.test(input.value);
    input.setAttribute("aria-invalid", !fine);
    document.getElementById(`${input.id}-problem`).textContent = fine ? "" : problem;
    return fine;
  };

  document.getElementById("launch-azure").addEventListener("click", () => dialog.showModal());
  document.getElementById("launch-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => document.getElementById("launch-toggle").focus());

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    for (const input of inputs) input.value = input.value.trim();
    const wrong = inputs.filter((input) => !check(input));
    if (wrong.length) return wrong[0].focus();
    const values = Object.fromEntries(new FormData(form));
    remember(values);
    window.open(address(values), "_blank", "noopener");
    dialog.close();
  });

  const values = remembered();
  for (const input of inputs) if (typeof values[input.name] === "string") input.value = values[input.name];
})();
