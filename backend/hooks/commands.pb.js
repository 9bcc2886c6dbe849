// Commands of the operator, run through scripts/backend.

// `import FILE`: prints the codes of new members as CSV. All rows or none.
$app.rootCmd.addCommand(
  new Command({
    use: "import",
    run: (_, args) => {
      const { readRoster, writeRoster } = require(`${__hooks}/roster.js`);
      const { members, faults } = readRoster(toString($os.readFile(args[0])));
      let written = null;
      if (faults.length === 0) {
        try {
          $app.runInTransaction((tx) => {
            written = writeRoster(tx, members);
          });
        } catch (err) {
          faults.push(err.message || String(err));
        }
      }
      if (faults.length > 0) {
        console.error(`Nothing was imported from ${args[0]}:\n  ${faults.join("\n  ")}`);
        $os.exit(1);
      }
      const quote = (cell) => (/[",\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);
      console.log("member_no,name,code,valid_until");
      for (const row of written.codes) console.log([row.member_no, row.name, row.code, row.valid_until].map(quote).join());
      console.error(`${written.codes.length} new, ${written.updated} updated.`);
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
