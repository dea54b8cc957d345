using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cunju.App.Storage.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            // What was withheld before says it in what was put up last.
            migrationBuilder.Sql("UPDATE disclosures SET \"MustCorrect\" = 1 WHERE \"Before\" IS NULL AND json_extract(\"Shown\", '$[#-1].withheld')");
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
