# The two commands of a fresh machine are `make preview` and `make test`; both install what they need.
.PHONY: help init preview test sweep bench setup

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup:
	@sh scripts/setup.sh

init: setup ## Write the configuration of your company, and plan it
	@npm run --silent init

preview: setup ## Plan the whole organization offline: every stack, reference and policy
	@npm run --silent plan

test: setup ## Type-check, lint and run every test, those under the real Pulumi engine among them
	@scripts/pulumi-cli >/dev/null || [ -z "$$CI" ] # it prints why there is none; CI must not skip the tests
	@npm run --silent test

sweep: setup ## Run every case of the long suites, of which make test runs a sample (hours)
	@scripts/pulumi-cli >/dev/null
	@npm run --silent sweep

bench: setup ## Measure the plan beside the floor
	@npm run --silent bench
