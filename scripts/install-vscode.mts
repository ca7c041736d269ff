// Installs the real VS Code builds that `test/hosts/vscode/` starts, once for all checkouts: `npm test` does this first.
import { builds, folderOf, install, isInstalled } from "../test/hosts/vscode/builds.js";

for (const build of builds.filter((each) => !isInstalled(each))) {
  console.log(`Installing VS Code ${build.vscode} into ${folderOf(build)}; this takes a minute or two`);
  try {
    install(build);
  } catch (error) {
    // The tests that need it say that they are skipped, and why.
    console.log(`VS Code ${build.vscode} cannot be installed here: ${String(error)}`);
  }
}
