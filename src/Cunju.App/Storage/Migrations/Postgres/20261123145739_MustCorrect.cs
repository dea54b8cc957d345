using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cunju.App.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class MustCorrect : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "MustCorrect",
                table: "disclosures",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            // What was withheld before says it in what was put up last.
            migrationBuilder.Sql("UPDATE disclosures SET \"MustCorrect\" = true WHERE \"Before\" IS NULL AND (\"Shown\"::json -> -1 ->> 'withheld') = 'true'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "MustCorrect",
                table: "disclosures");
        }
    }
}
