using System.Globalization;
using Attune.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Attune.Web.Tests.Consoles;

/// <summary>An endpoint, with a path that leads to something that is there.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Pattern">As it was mapped, without a slash at its end.</param>
/// <param name="Rule">The policy that says who may come; null for anybody.</param>
/// <param name="Path">With records of a <see cref="PopulatedConsole"/>.</param>
/// <param name="Personal">Whose it is alone; null where it is everybody's who may come.</param>
internal sealed record Door(string Method, RoutePattern Pattern, string? Rule, string Path, Role? Personal)
{
    /// <summary>The pattern in words.</summary>
    public string Name => $"{Method} /{string.Join('/', Pattern.PathSegments.Select(s => Word(s)))}";

    /// <summary>Every endpoint of the console. One whose address has a parameter that <see cref="PopulatedConsole.Values"/> does not know is a failure: nobody would walk it.</summary>
    public static IReadOnlyList<Door> Of(PopulatedConsole console) =>
    [
        .. console.Console.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => !e.RoutePattern.Parameters.Any(p => p.IsCatchAll))
            .Select(e => Of(e, console)),
    ];

    /// <summary>The path with another value for each parameter in turn.</summary>
    public IEnumerable<string> With(PopulatedConsole console, string value) =>
        Pattern.Parameters.Select(p => Fill(Pattern, console, p.Name, value));

    /// <summary>Whether somebody of this role finds there what is theirs.</summary>
    public bool Opens(Role? role) => Rule is null || (role is { } known && Policy.Admits(Rule, known) && (Personal is null || Personal == role));

    private static Door Of(RouteEndpoint endpoint, PopulatedConsole console)
    {
        var rule = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null ? null : endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>()[^1].Policy;
        var method = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Single();
        var keys = Keys(endpoint.RoutePattern).Select(k => k.Key);
        return new(method, endpoint.RoutePattern, rule, Fill(endpoint.RoutePattern, console, null, ""), keys.Select(k => console.Personal.TryGetValue(k, out var role) ? role : (Role?)null).FirstOrDefault(r => r is not null));
    }

    private static string Fill(RoutePattern pattern, PopulatedConsole console, string? other, string value)
    {
        var values = Keys(pattern).ToDictionary(k => k.Name, k => console.Values.TryGetValue(k.Key, out var known) ? known
            : throw new ShouldAssertException(string.Create(CultureInfo.InvariantCulture, $"{pattern.RawText}: nothing is known for {k.Key}. Put one into PopulatedConsole, so that the page is walked.")));
        return "/" + string.Join('/', pattern.PathSegments.Select(s => s.Parts[0] is RoutePatternParameterPart p ? p.Name == other ? value : Uri.EscapeDataString(values[p.Name]) : Word(s)));
    }

    private static IEnumerable<(string Name, string Key)> Keys(RoutePattern pattern) => pattern.PathSegments.Zip(pattern.PathSegments.Skip(1))
        .Where(s => s.Second.Parts[0] is RoutePatternParameterPart)
        .Select(s => (((RoutePatternParameterPart)s.Second.Parts[0]).Name, $"{Word(s.First)}/{Word(s.Second)}"));

    private static string Word(RoutePatternPathSegment segment) => string.Concat(segment.Parts.Select(p => p switch
    {
        RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        _ => "",
    }));
}
