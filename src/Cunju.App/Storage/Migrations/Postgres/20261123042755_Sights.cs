using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cunju.App.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Sights : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_records_Case_Kind_Unit",
                table: "records",
                columns: new[] { "Case", "Kind", "Unit" });

            migrationBuilder.CreateIndex(
                name: "IX_records_Kind_Unit_On",
                table: "records",
                columns: new[] { "Kind", "Unit", "On" });

            migrationBuilder.CreateIndex(
                name: "IX_records_On",
                table: "records",
                column: "On");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_records_Case_Kind_Unit",
                table: "records");

            migrationBuilder.DropIndex(
                name: "IX_records_Kind_Unit_On",
                table: "records");

            migrationBuilder.DropIndex(
                name: "IX_records_On",
                table: "records");
        }
    }
}
