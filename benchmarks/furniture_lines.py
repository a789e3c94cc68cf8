"""Lines of our own that fitting adds to real pages: furniture as outlets phrase it, and story lines that sound like it.

All outlets, people and places are invented.
"""

FURNITURE = """
Stay informed with The Harrow Gazette. Try it free for six weeks.
Want more news like this? Our Evening Dispatch lands in your inbox at 5pm.
Sign up for the Tarnbrook Morning Bulletin.
Enter your email address to receive our weekly digest.
Thanks for signing up! Check your inbox to confirm your subscription.
By signing up you agree to our terms of use and privacy policy.
You can unsubscribe at any time.
This newsletter is free and takes two minutes to read.
Get the headlines that matter, every weekday at 6am.
Never miss a story: turn on notifications.
Be the first to know. Download our free app for iPhone and Android.
The Kestonian app: news, sport and weather wherever you go.
Tap here to open this story in the app.
Scan the QR code to follow our channel.
Follow us on Instagram for behind-the-scenes pictures
Like us on Facebook | Follow us on X | Subscribe on YouTube
Join the discussion on our Telegram channel.
Click here to join our WhatsApp community
Share this article
Copy link | Print | Email | Save for later
Share Tweet Send
You have reached your limit of free articles.
Subscribe now to keep reading.
This story is for subscribers only. Start your trial for £1.
Already have an account? Log in here
To continue reading, create a free account.
Unlock this article and everything else we publish.
One free read remains for you this week.
Digital access from $2 a week. Cancel anytime.
Special offer: a year of unlimited reading for the price of six months.
Premium content
Members get the Saturday edition delivered. Join today.
Become a patron of The Lantern and keep reporting alive.
We rely on readers, not advertisers. Please give what you can.
A coffee's worth from each of you would pay our reporters until spring.
Independent news needs you. Make a one-off or monthly donation.
Local journalism takes time and money. Your subscription pays for both.
The Fenland Reporter is a non-profit newsroom. We are funded by people like you.
Help us hold power to account.
We believe in open journalism. That is why we keep our reporting free for all.
Our reporters have covered this town for a hundred years. Support our work.
Trusted news since 1871
Why you can rely on our reporting
How we check our facts
ADVERTISEMENT
Advertisement - scroll to continue
Article continues after this advert
Story continues below
Sponsored content
Paid partnership with Bellweather Insurance
Skip to main content
Back to top
Loading...
Close
Menu
Search
Comments
Show 24 comments
Leave a comment
Post a comment
Be the first to comment on this story.
Comments are closed on this article.
Comments on this page are checked before they appear. Abuse will be deleted.
Please keep comments polite. Read our house rules before you post.
We reserve the right to remove any comment.
Report this comment
Log in to join the debate
What do you think? Tell us below.
Have your say: should the bridge reopen?
Do you live in Tarnbrook? We would like to hear from you.
Were you there? Send your pictures to photos@gazette.example
Contact the reporter in confidence: tips@lantern.example
Got something we should know? Message our tip line.
Spotted a mistake? Let us know.
See a typo? Report it here.
Read more: Ten walks to take before the clocks change
Read next: The baker who feeds a village
READ ALSO: Harbour dredging delayed again
RELATED: Mayor denies knowing of the contract
MORE: What the budget means for you
Also in World: Storm warning for the coast; Two held after raid
Related stories
Related articles
Recommended for you
More from Politics
More on this story
Most read
Most popular: 1. Rail strike called off 2. The lost orchard 3. Recipes for June
Editor's picks
Trending now
Today's top stories
Top stories right now
You may also enjoy: Five gardens worth the drive
Don't miss: our guide to the election
In case you missed it: the week in ten photographs
Explained | Why the dam was never finished
Opinion | The council has learnt nothing
Watch: Drone footage of the flooded valley
WATCH LIVE
Listen: Our podcast on the trial, episode 3
Play audio: 6 minutes
Listen to this story
5 min read
Reading time: 3 minutes
In pictures: the carnival returns
Photos: A day at the races
Gallery | Winners and losers
Quiz: How well do you know the county?
Play today's crossword and sudoku
We use cookies to make this website work better.
This site uses cookies. Manage preferences
By using this website you accept our use of cookies.
Accept all cookies Reject all
We and our partners store information on your device.
Your privacy matters to us.
Copyright The Harrow Gazette 2024. No part of this page may be copied.
All rights reserved.
Reproduction without the publisher's written consent is forbidden.
Content supplied by a third party. The Gazette is not responsible for it.
This content was produced with the help of automated tools and checked by an editor.
This report is from a news agency feed and its headline alone was changed by our desk.
Prices correct at the time of publication.
When you buy through links on our site we may earn a small fee.
Nothing here is advice to buy or sell.
Capital at risk. Past results are no guide to the future.
Two in three clients of this broker lose money.
Quotes delayed by at least 15 minutes.
Open an account today and get 30 days without fees.
Tickets for our autumn conference are on sale. Book before 1 May and save 20%.
Buy a print of this photograph from our shop.
Order a copy of today's paper.
The digital edition is out at midnight.
This article first appeared in the Saturday supplement.
The writer is the Gazette's transport correspondent.
Marla Quist covers courts and crime for the Lantern. Reach her at mquist@lantern.example.
Our correspondent's letters appear each Sunday.
About the author
Topics: Harbour, Council, Ferries
Tags: economy | banks | rates
Filed under: Local News
Samaritans can be called free at any hour on 0800 555 123.
If this story raised issues for you, help is at hand on our support page.
Tune in to Valley FM or ask your speaker to play it.
Watch the full report tonight at nine on Channel 6.
Developing story. Check back for updates.
This is a breaking story and will be updated.
This page was refreshed with new figures.
Live: updates from the count
Markets | Companies | Opinion | Video
Home > News > Regional
Login | Register | Help
Enable JavaScript to see this video.
This video cannot be played in your country.
Refresh the page if you are not logged in.
Thank you for joining us. Your account is ready.
Nachrichten direkt aufs Handy: Jetzt unsere App laden
Abonnieren Sie unseren Newsletter
Lesen Sie auch: Der Hafen schläft nie
Mehr zum Thema
Kommentare zu diesem Artikel
Folgen Sie uns auf Instagram
Lire aussi : Le pont rouvre au printemps
Abonnez-vous pour lire la suite de cet article.
Inscrivez-vous à notre lettre du matin
Lea también: El puerto vuelve a cerrar
Suscríbase a nuestro boletín
Síguenos en nuestras redes sociales
"""

STORY = """
The newspaper lost a fifth of its subscribers last year, its owner said on Tuesday.
Readers of the daily wrote to the council to complain about the plan.
The company said it would charge subscribers from £3 a month from April.
Facebook and Instagram were offline for six hours on Monday, the company said.
The ministry asked the public to report any sightings by telephone.
Residents were told to stay indoors and to keep their windows shut.
"We are asking you, please, to stay at home," the mayor said.
"Sign up now or you lose the place," he recalled being told.
“If you see the boat, call us,” a coast guard officer said.
"Our readers deserve better," the editor told the court.
The regulator fined the website for storing cookies without consent.
The commission will publish its report in June.
Donations to the fund reached 4 million crowns by Friday night.
Voters have until noon on Sunday to register.
Governor Hale Sanger speaks to parliament at 1500 GMT.
The minister declined to comment.
The court is due to rule on Thursday.
A second hearing has been set for next Tuesday.
The ministry did not reply to a request for comment.
The union's office here would not say how many had joined.
No one was hurt.
Tests put the age of the bones at about 9,000 years.
The lowest layers are some 12,000 years old.
The bond closed 12 basis points lower at 4.31%.
Inflation slowed to 3.1% in May from 3.4%.
It is the third such strike since January.
The captain, 47, is in hospital.
All six bodies have been found.
Shares in the lender fell 4%.
The bank meets again on May 8.
What comes next is for the judges to decide.
Who gave the order? Nobody in the building would say.
Could the bridge have been saved? The report thinks so.
Will it be enough? Economists doubt it.
The village has one shop, two churches and a ferry a week.
Every family here knows someone who worked at the mine.
The road runs for 40 kilometres through the pass.
Our boat left the quay before dawn, with nine on board.
We reached the ridge at noon, and there was no one there.
I asked the harbour master whether he would sail again, and he laughed.
My landlord, a retired pilot, keeps the letter in a drawer.
It was the day the town had waited for.
Not everyone is pleased.
The deal has its critics.
The two sides have not met since 2013.
There was no warning.
Borrowers will feel it first.
A household with a loan of 200,000 crowns will pay 90 more a month.
The price of a ticket rises to $4 in July.
The app, which has nine million users, was pulled from shops on Monday.
The podcast that first aired the claim has been taken down.
Photographs of the scene showed two carriages on their side.
The video, filmed on a telephone, shows smoke over the quay.
The channel broadcast the speech live.
Police published the list of the missing on their website.
The letter, seen by this newspaper, is dated 3 March.
He told this newspaper that he had no regrets.
An editor at the paper, who asked not to be named, confirmed the sale.
The opposition called the vote a farce.
Neither company gave a price.
Work starts in the autumn.
Trading was halted twice.
Copper rose 1.2%, gold was flat.
The crew is safe.
Supporters of the bill say that it protects tenants.
Critics of the accord gathered outside the assembly, where one banner read "Ask us first".
Members of the party will choose between the two on Saturday.
The membership fee will double.
The archive holds letters, maps and a single photograph.
"""


def lines(block: str) -> list[str]:
    """The lines of one of the blocks above."""
    return [line for line in block.splitlines() if line]
