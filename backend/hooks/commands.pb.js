// Commands of the operator, run through scripts/backend.

// `import FILE CODES`: writes the codes of new members to CODES as CSV. All rows or none.
$app.rootCmd.addCommand(
  new Command({
    use: "import",
    run: (_, [file, target]) => {
      const { readRoster, prepareRoster, writeRoster, codesCsv } = require(`${__hooks}/roster.js`);
      const { beginWriting } = require(`${__hooks}/installation.js`);
      const { members, faults } = readRoster(toString($os.readFile(file)));
      if (faults.length === 0) {
        const { rows, codes } = prepareRoster($app, members);
        try {
          $app.runInTransaction((tx) => {
            beginWriting(tx);
            writeRoster(tx, rows);
            $os.writeFile(target, codesCsv(codes), 0o600);
          });
          console.error(`${codes.length} new, ${rows.length - codes.length} updated.`);
        } catch (err) {
          faults.push(err.message || String(err));
        }
      }
      if (faults.length > 0) {
        console.error(`nothing was imported from ${file}:\n  ${faults.join("\n  ")}`);
        $os.exit(1);
      }
    },
  }),
);

// `demo`: the demonstration's accounts and records; a second run changes nothing.
$app.rootCmd.addCommand(
  new Command({
    use: "demo",
    run: () => {
      const { fill } = require(`${__hooks}/demo.js`);
      $app.runInTransaction((tx) => fill(tx));
    },
  }),
);
