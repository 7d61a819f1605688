import { keyInAws } from "../../company/accounts";
import { listOf, type Problem, show } from "../../company/problems";
import type { StackConfiguration } from "../stack-configuration";
import { type Deployed, ofType, SETTLED_PAGE, type Wanted } from "./deployed";

const REPOSITORY_TYPE = "aws:ecr/repository:Repository";
/** Start of the names that the program gives repositories. */
const PREFIX = "images-";

/** Compares the keys of images with the repositories of the state: ECR renames none, and images go with their repository. */
export function imagesHaveStayed(
  { stack }: Wanted<StackConfiguration<"operations">>,
  { own }: Deployed,
  problems: Problem[],
): void {
  const at = (key: string): string => `Pulumi.${stack.stack}.yaml: operations.${key}`;
  const { images, renamedImages } = stack.settings;
  const existing = ofType(own, REPOSITORY_TYPE).map(({ name, outputs }) => ({
    image: name.slice(PREFIX.length),
    repository: String(outputs["name"]),
  }));
  const added = images.filter((name) => !existing.some(({ image }) => image === name));
  for (const { image, repository } of existing) {
    const key = images.find((name) =>
      [name, ...(renamedImages[name]?.formerly ?? [])].includes(image),
    );
    if (key === undefined) {
      problems.push({
        path: at("images"),
        rule: `must contain ${image}: this program has created its repository, and would delete it with all images`,
        found: show(images),
        remedy: `add it again; or, when the image has a new key${added.length > 0 ? `, such as ${listOf(added)}` : ""}, write formerly: ${show([image])} for it in operations.renamedImages; or let it go (${SETTLED_PAGE}#an-image)`,
        separate: true,
      });
    } else if (keyInAws(key, renamedImages[key]) !== repository) {
      problems.push({
        path: at(`renamedImages.${key}.formerly`),
        rule: `must begin with ${show(repository)}: the repository has this name, and ECR renames none`,
        found: show(renamedImages[key]?.formerly),
        remedy: `write formerly: ${show([repository])}, with the later keys behind it`,
      });
    }
  }
}
