using Attune.Web.Accounts;
using Attune.Web.Chats.Pages;
using Attune.Web.Hosting;

namespace Attune.Web.Chats;

/// <summary>Collections of chats: owners make them, invited people talk with a model in them.</summary>
internal sealed class ChatsArea : Area
{
    public override IReadOnlyList<NavigationItem> Navigation => [new("Chats", "/chats", Policy.Participant), new("Collections", "/collections", Policy.Owner)];

    public override IReadOnlyList<HomeCard> Cards => [new(typeof(ChatsCard), Policy.Participant)];

    public override void AddServices(IServiceCollection services, ConsoleOptions options)
    {
        services.AddSingleton<CollectionStore>().AddSingleton<ChatStore>().AddSingleton<ParticipationStore>();
        services.AddSingleton<ChatModels>().AddSingleton<ReplyDesk>().AddSingleton<Conversation>().AddSingleton<ChatPace>().AddSingleton<Forgetting>().AddSingleton<CollectedStore>().AddSingleton<DatasetDesk>();
        services.AddHostedService<ChatKeeper>();
    }

    public override void Map(IEndpointRouteBuilder routes)
    {
        CollectionEndpoints.Map(routes);
        CollectedEndpoints.Map(routes);
        TakingPartEndpoints.Map(routes);
        ChatEndpoints.Map(routes);
        OwnDataEndpoints.Map(routes);
    }
}
