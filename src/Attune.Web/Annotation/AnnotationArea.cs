using Attune.Web.Accounts;
using Attune.Web.Annotation.Checks;
using Attune.Web.Annotation.Contests;
using Attune.Web.Annotation.Pages;
using Attune.Web.Annotation.Scores;
using Attune.Web.Hosting;

namespace Attune.Web.Annotation;

/// <summary>Rounds in which people judge: an owner makes them, annotators work through them.</summary>
internal sealed class AnnotationArea : Area
{
    public override IReadOnlyList<NavigationItem> Navigation => [new("Annotate", "/annotate", Policy.Annotator), new("Rounds", "/rounds", Policy.Owner)];

    public override IReadOnlyList<HomeCard> Cards => [new(typeof(AnnotationCard), Policy.Annotator)];

    public override void AddServices(IServiceCollection services, ConsoleOptions options) => services
        .AddSingleton<RoundStore>().AddSingleton<Dealer>().AddSingleton<Decisions>().AddSingleton<RoundDesk>().AddSingleton<JudgedRuns>()
        .AddSingleton<RoundKinds>().AddSingleton<OpinionDesk>().AddSingleton<ContestAsker>().AddSingleton<IRoundKind, ContestKind>().AddSingleton<IRoundKind, ScoreKind>().AddSingleton<IRoundKind, CheckKind>();

    public override void Map(IEndpointRouteBuilder routes)
    {
        RoundEndpoints.Map(routes);
        NewRoundEndpoints.Map(routes);
        DecisionEndpoints.Map(routes);
        TaskEndpoints.Map(routes);
    }
}
