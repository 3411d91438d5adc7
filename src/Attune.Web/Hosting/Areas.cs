using Attune.Web.Accounts;
using Attune.Web.Annotation;
using Attune.Web.Chats;
using Attune.Web.Datasets;
using Attune.Web.Departures;
using Attune.Web.Experiments;
using Attune.Web.Home;
using Attune.Web.Runs;

namespace Attune.Web.Hosting;

/// <summary>The parts of the console, in the order of the navigation.</summary>
internal sealed class Areas(IReadOnlyList<Area> all)
{
    public static Areas OfTheConsole => new([new HomeArea(), new RunsArea(), new DatasetsArea(), new ExperimentsArea(), new AnnotationArea(), new ChatsArea(), new AccountsArea(), new DeparturesArea()]);

    public IReadOnlyList<Area> All => all;

    public IEnumerable<NavigationItem> NavigationFor(Member? member) => member is null ? [] : All.SelectMany(a => a.Navigation).Where(n => Policy.Admits(n.Policy, member.Role));

    public IEnumerable<HomeCard> CardsFor(Member member) => All.SelectMany(a => a.Cards).Where(c => Policy.Admits(c.Policy, member.Role));
}
