using Attune.Web.Accounts;

namespace Attune.Browser.Tests;

/// <summary>That the check sees what it is there to see.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AccessibilityTests(BrowserFixture fixture)
{
    [BrowserTheory]
    [InlineData("<p>light <span id='grey'>grey</span></p>", "document.getElementById('grey').style.color = '#999'", "text stands out too little")]
    [InlineData("<input name=x>", "", "a field has no label")]
    [InlineData("<button></button>", "", "something to use has no name")]
    [InlineData("<h5>deep</h5>", "", "a heading skips a level")]
    [InlineData("<h1>second</h1>", "", "not one first heading")]
    [InlineData("<nav>links</nav>", "", "a navigation has no name")]
    [InlineData("<a id='a' href='/'>unmarked</a>", "document.getElementById('a').style.outline = 'none'", "the focus cannot be seen")]
    [InlineData("<p id='x'>a</p><p id='x'>b</p>", "", "an id is there twice")]
    [InlineData("<button tabindex='-1'>unreached</button>", "", "Tab does not lead to")]
    [InlineData("<input id='t' aria-label='trap'><button>behind</button>", "document.getElementById('t').addEventListener('keydown', e => e.preventDefault())", "Tab does not lead to <button>behind")]
    [InlineData("<pre id='wide'>x</pre>", "document.getElementById('wide').style.width = '3000px'", "wider than the window")]
    [InlineData("<table><tr><td>1</td></tr></table>", "", "a table has no caption")]
    [InlineData("<p style='color:red'>styled</p>", "", "Content Security Policy")]
    [InlineData("<img alt='' src='https://a.example/pixel.png'>", "", "asks elsewhere")]
    public async Task A_fault_is_found(string html, string change, string fault)
    {
        await using var tab = await fixture.OpenAsync(Role.Annotator);
        await tab.Page.EvaluateAsync($"html => {{ document.querySelector('main').insertAdjacentHTML('beforeend', html); {change} }}", html);

        (await Accessibility.FaultsAsync(tab)).ShouldContain(f => f.Contains(fault));
    }
}
