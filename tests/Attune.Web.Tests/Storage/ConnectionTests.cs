using Attune.Web.Storage;

namespace Attune.Web.Tests.Storage;

public sealed class ConnectionTests
{
    [Theory]
    [InlineData("console/console.db", true)]
    [InlineData("/srv/host=weird/console.db", true)]
    [InlineData("Host=db;Database=attune", false)]
    [InlineData("database=attune; server = db", false)]
    [InlineData("postgres://olive:secret@db:5433/attune", false)]
    [InlineData("postgresql://db/attune", false)]
    public void A_path_is_told_from_a_server(string connection, bool isFile) => Database.IsFile(connection).ShouldBe(isFile);

    [Theory]
    [InlineData("postgres://olive:sec%40ret@db:5433/attune", "postgres://db:5433/attune")]
    [InlineData("Host=db;Username=olive;Password=sec@ret", "postgres://db:5432/olive")]
    public async Task A_place_is_named_without_its_password(string connection, string place)
    {
        await using var database = Database.Of(connection);
        database.Place.ShouldBe(place);
    }

    [Theory]
    [InlineData("Host=db;Nonsense=secret")]
    [InlineData("Host=db;Port=secret")]
    public void A_connection_string_that_cannot_be_read_is_refused_and_not_repeated(string connection) =>
        Should.Throw<BadInputException>(() => Database.Of(connection)).Message.ShouldNotContain("secret");

    [Fact]
    public async Task A_server_that_does_not_answer_is_named()
    {
        await using var database = Database.Of("Host=127.0.0.1;Port=1;Username=olive;Password=secret");

        var fault = await Should.ThrowAsync<BadInputException>(() => database.OpenAsync());

        fault.Message.ShouldContain("postgres://127.0.0.1:1/olive: does not answer");
        fault.Message.ShouldNotContain("secret");
    }
}
